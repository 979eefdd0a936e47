"""What is held on people outside the company: declared by each room, shown with care, exported and erased as one."""
