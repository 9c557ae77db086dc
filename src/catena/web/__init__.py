"""The browser: pages and a JSON API over one case, on this machine only."""
