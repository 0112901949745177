"""Forms of exploitation: those every pack has, sub-forms under the form they belong to, and what
a form that got its name later was found by."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.domain.trafficking import Element, Means, Purpose
from frontline.rules.faults import Fault
from frontline.rules.source import PackSource
from frontline.rules.source_models import FormModel, PackModel


class FormCheck:
    def __init__(self, source: PackSource, pack: PackModel) -> None:
        self._source = source
        self._forms = {form.code: form for form in pack.header.forms}
        # What a referral can say, so that hub and post find the same people.
        self._told = {means.value for means in Means} | {
            indicator.code
            for indicator in pack.indicators
            if indicator.element is not Element.CONTEXT and not indicator.stays_local
        }

    def faults(self) -> Iterator[Fault]:
        for purpose in Purpose:
            if purpose.value not in self._forms:
                yield self._source.fault("header", "pack.form-missing", "forms", detail=purpose)
        for form in self._forms.values():
            part = f"form.{form.code}"
            # Other forms share one column between the ages, so nothing could tell them apart.
            if form.children_only and form.family == "other":
                yield self._source.fault(part, "pack.child-form-family", "family")
            if form.parent is not None:
                code = _parent_fault(form, self._forms.get(form.parent))
                if code is not None:
                    yield self._source.fault(part, code, "parent", detail=form.parent)
            yield from self._description(form, part)

    def _description(self, form: FormModel, part: str) -> Iterator[Fault]:
        if form.described_as and form.code == Purpose.OTHER_UNNAMED:
            yield self._source.fault(part, "form.described-unnamed", "described_as")
        for code in form.described_as:
            if code not in self._told:
                yield self._source.fault(
                    part, "form.description-not-told", "described_as", detail=code
                )


def _parent_fault(form: FormModel, parent: FormModel | None) -> str | None:
    if parent is None:
        return "form.unknown-parent"
    if parent.parent is not None:
        return "form.parent-is-sub-form"
    # What shows the sub-form shows the parent, so both must be judged alike.
    is_alike = (form.family, form.children_only) == (parent.family, parent.children_only)
    return None if is_alike else "form.unlike-parent"
