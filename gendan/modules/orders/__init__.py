"""Orders from the review to the last shipment: notices, coordination, progress, and every change of them."""
