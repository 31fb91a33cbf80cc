"""What the outer ring itself refuses, before a command is made of a request."""

from domain.errors import InterludeError, Invalid


class BadRequest(InterludeError):
    """The request cannot be read."""

    code = "bad-request"
    message = "The request is not one that HTTP allows here."


class Malformed(InterludeError):
    """The body or query is not of the encoding that it should have."""

    code = "malformed"
    message = "{what}: expected {expected}"


class IdempotencyKeyNeeded(InterludeError):
    """A POST says by which key it may be repeated."""

    code = "idempotency-key-needed"
    message = "Idempotency-Key: expected 1 to 200 visible ASCII characters, chosen anew for each thing that you do"


class Unauthenticated(InterludeError):
    """The request carries no token that opens anything now."""

    code = "unauthenticated"
    message = "Authorization: expected Bearer and a token that is in force"


class ScopeMissing(InterludeError):
    """The token does not open this."""

    code = "scope-missing"
    message = "The token lacks the scope {scope}."


class Forged(InterludeError):
    """A webhook could not be shown to come from the provider."""

    code = "forged"
    message = "The request is not signed as the provider's are."


class NoSuchRoute(InterludeError):
    """Nothing lives at this address."""

    code = "no-such-route"
    message = "There is nothing at this address."


class MethodNotAllowed(InterludeError):
    """The address does not take this method."""

    code = "method-not-allowed"
    message = "The address does not take this method; Allow lists those that it takes."


class VersionDiffers(InterludeError):
    """What If-Match names has changed since it was read."""

    code = "version-differs"
    message = "If-Match: this has changed since that version; read it again"


class TooLarge(InterludeError):
    """The body is larger than any command."""

    code = "body-too-large"
    message = "The body is larger than {most} bytes."


class UnsupportedMediaType(InterludeError):
    """The body is of another kind than is read here."""

    code = "unsupported-media-type"
    message = "Content-Type: expected {expected}"


class PolicyGap(Invalid):
    """A route and the policy table disagree: the program does not start."""

    code = "policy-gap"
    message = "policy: {gap}"
