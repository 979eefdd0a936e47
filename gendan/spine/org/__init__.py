"""Employees, departments, roles and the working calendar."""
