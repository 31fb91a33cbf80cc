"""What can be seen: read models folded or derived from the log, and the runner that keeps them.

Everything here can be thrown away and rebuilt. A view as of an earlier moment is the same fold over a
shorter log. This package imports the domain and the store; it appends nothing and reaches nobody.
"""
