"""The clinical sections of a case file: what the domain's own views say of the course as it was known."""

from typing import Any

from domain.assessment import view as assessment
from domain.clinic.settings import AreaLabels
from domain.forms import view as forms
from domain.formulation import view as formulation
from domain.network import view as network
from domain.safety import view as safety
from domain.working import view as working
from projections.history.known import Known


def sections(known: Known) -> dict[str, Any]:
    """Return the sections by the fields of `CaseFile`."""
    settings = known.clinic.current
    return {
        "assessment": assessment.view(known.case),
        "measures": forms.view(known.case),
        "network": network.view(known.case),
        "safety": safety.view(known.case),
        "formulation": formulation.view(known.case, settings.areas if settings else AreaLabels()),
        "working": working.view(known.case),
    }
