"""The demo: its seeded courses, its pages and controls, and a browser that uses them."""
