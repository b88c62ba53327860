# For bash at a terminal: its prompt looks like busybox's.
PS1='\w \$ '
