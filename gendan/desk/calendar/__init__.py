"""The personal calendar: what is due on which day, visits, absences, holidays and make-up days."""
