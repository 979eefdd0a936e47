"""Pages of export consignments."""
