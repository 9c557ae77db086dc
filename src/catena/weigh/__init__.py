"""Claims to best, low and high; superseded, disputed, origins."""
