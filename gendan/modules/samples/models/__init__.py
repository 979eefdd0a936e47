"""The library, what customers asked for, and made-to-measure projects."""

from gendan.modules.samples.models.library import EntryPermit, Picture, Sample, SampleKind
from gendan.modules.samples.models.projects import Project
from gendan.modules.samples.models.requests import Round, SampleRequest, Wanted

__all__ = ["EntryPermit", "Picture", "Project", "Round", "Sample", "SampleKind", "SampleRequest", "Wanted"]
