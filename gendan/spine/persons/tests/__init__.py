"""Tests of what is held on people."""
