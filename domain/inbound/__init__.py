"""An inbound message: kept raw the moment it arrives, read afterwards, and given one stated fate."""
