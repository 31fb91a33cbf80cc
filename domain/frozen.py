"""The one root of events and values: frozen, keyword-only structs.

The decorator tells type checkers what msgspec inherits at run time: a subclass is frozen and
keyword-only without saying so again.
"""

from typing import dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """A struct that never changes and is made by naming its fields."""
