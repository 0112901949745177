"""From our codes to those of HTCDS 2.0 and CTDC. docs/crosswalk.md tells what is lost on the way.

`Control` has the names of CTDC's columns, which tell methods of control most finely apart.
"""

from __future__ import annotations

from enum import StrEnum

from frontline.wire.ref_record import RefRecord


class Control(StrEnum):
    DEBT_BONDAGE = "DebtBondage"
    TAKES_EARNINGS = "TakesEarnings"
    RESTRICTS_FINANCIAL_ACCESS = "RestrictsFinancialAccess"
    THREATS = "Threats"
    PSYCHOLOGICAL_ABUSE = "PsychologicalAbuse"
    PHYSICAL_ABUSE = "PhysicalAbuse"
    SEXUAL_ABUSE = "SexualAbuse"
    FALSE_PROMISES = "FalsePromises"
    PSYCHOACTIVE_SUBSTANCES = "PsychoactiveSubstances"
    RESTRICTS_MOVEMENT = "RestrictsMovement"
    RESTRICTS_MEDICAL_CARE = "RestrictsMedicalCare"
    EXCESSIVE_WORKING_HOURS = "ExcessiveWorkingHours"
    USES_CHILDREN = "UsesChildren"
    THREAT_OF_LAW_ENFORCEMENT = "ThreatOfLawEnforcement"
    WITHHOLDS_NECESSITIES = "WithholdsNecessities"
    WITHHOLDS_DOCUMENTS = "WithholdsDocuments"
    OTHER = "Other"


HTCDS_CONTROL: dict[Control, str] = {
    **{control: control.value for control in Control},
    Control.THREATS: "PhysicalThreats",
    Control.PSYCHOACTIVE_SUBSTANCES: "PsychoactiveSubstance",
    Control.USES_CHILDREN: "ThreatensChildrenFamily",
    Control.THREAT_OF_LAW_ENFORCEMENT: "ThreatsLawEnforcement",
    # HTCDS defines it and has no value for it.
    Control.RESTRICTS_MOVEMENT: "Other",
}
_INDICATORS: dict[Control, str] = {
    Control.DEBT_BONDAGE: "debt_bondage_there debt_bondage_before debt_amount_unknown debt_grows"
    " debt_work_not_counted debt_for_lost_goods begging_goods_debt",
    Control.TAKES_EARNINGS: "wages_withheld pay_to_controller sexual_earnings_taken"
    " begging_gain_taken offending_gain_taken",
    Control.THREATS: "threatened_there threatened_before",
    Control.PSYCHOLOGICAL_ABUSE: "threat_to_expose_there threat_to_expose_before",
    Control.PHYSICAL_ABUSE: "violence_there hurt_before",
    Control.FALSE_PROMISES: "deceived_about_work deceived_about_pay deceived_about_conditions"
    " deceived_about_terms deceived_about_family contract_to_be_replaced marriage_pretext"
    " organ_risks_hidden organ_promise_broken adoption_parent_deceived",
    Control.PSYCHOACTIVE_SUBSTANCES: "substances_used",
    Control.RESTRICTS_MOVEMENT: "isolated_or_confined kept_from_leaving exits_locked guarded_site"
    " home_no_key watched_on_journey sexual_kept_at_place",
    Control.RESTRICTS_MEDICAL_CARE: "care_withheld",
    Control.EXCESSIVE_WORKING_HOURS: "excessive_hours overtime_forced home_always_on_call",
    Control.USES_CHILDREN: "child_held_against_person relative_as_security",
    Control.THREAT_OF_LAW_ENFORCEMENT: "threat_to_report_there blackmailed_with_offence",
    Control.WITHHOLDS_NECESSITIES: "home_poor_food",
    Control.WITHHOLDS_DOCUMENTS: "papers_kept papers_held_on_journey",
}
CONTROL_OF: dict[str, Control] = {
    code: control for control, codes in _INDICATORS.items() for code in codes.split()
}
# A form as HTCDS names it.
HTCDS_FORM: dict[str, str] = {
    "PROSTITUTION_OF_OTHERS": "SexualExploitation",
    "OTHER_SEXUAL_EXPLOITATION": "SexualExploitation",
    "SEXUAL_EXPLOITATION_OF_CHILDREN": "SexualExploitation",
    "FORCED_LABOUR": "ForcedLabour",
    "WORST_FORMS_CHILD_LABOUR": "ChildLabour",
    "SERVITUDE": "Servitude",
    "DOMESTIC_SERVITUDE": "Servitude",
    "SLAVERY_OR_SIMILAR": "Other",
    "ORGAN_REMOVAL": "OrganRemoval",
    "FORCED_CRIMINALITY": "Other",
    "FORCED_BEGGING": "ForcedBegging",
    "FORCED_MARRIAGE": "ForcedMarriage",
    "ILLEGAL_ADOPTION": "ForcedAdoption",
    "OTHER_UNNAMED": "Other",
}
# A form as CTDC's columns `is…` name it.
CTDC_FORM: dict[str, str] = {
    "PROSTITUTION_OF_OTHERS": "SexualExploit",
    "OTHER_SEXUAL_EXPLOITATION": "SexualExploit",
    "SEXUAL_EXPLOITATION_OF_CHILDREN": "SexualExploit",
    "FORCED_LABOUR": "ForcedLabour",
    "WORST_FORMS_CHILD_LABOUR": "ForcedLabour",
    "SERVITUDE": "ForcedLabour",
    "DOMESTIC_SERVITUDE": "ForcedLabour",
    "SLAVERY_OR_SIMILAR": "SlaveryAndPractices",
    "ORGAN_REMOVAL": "OrganRemoval",
    "FORCED_CRIMINALITY": "ForcedLabour",
    "FORCED_BEGGING": "ForcedLabour",
    "FORCED_MARRIAGE": "ForcedMarriage",
    "ILLEGAL_ADOPTION": "OtherExploit",
    "OTHER_UNNAMED": "OtherExploit",
}
# A form that CTDC counts as a kind of labour.
CTDC_LABOUR: dict[str, str] = {
    "DOMESTIC_SERVITUDE": "DomesticWork",
    "FORCED_BEGGING": "Begging",
    "FORCED_CRIMINALITY": "IllicitActivities",
}
SEX_TYPE: dict[str, str] = {"PROSTITUTION_OF_OTHERS": "Prostitution"}


def controls_of(record: RefRecord) -> tuple[str, ...] | None:
    """Methods of control that are shown, as CTDC names them. None where none is."""
    found = {CONTROL_OF[code] for code in record.indicators if code in CONTROL_OF}
    if not found and record.means.codes:
        found = {Control.OTHER}
    return tuple(sorted(control.value for control in found)) or None
