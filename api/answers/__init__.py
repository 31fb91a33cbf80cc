"""What the routes answer with: states of the domain as structs, instants in RFC 3339."""
