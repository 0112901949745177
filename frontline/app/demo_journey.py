"""The demo's journey, through the real interface: set-up, screening, finding, referral, receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from frontline.app import demo_post as post
from frontline.app.case_pages import CasePages
from frontline.app.demo_files import DemoFiles
from frontline.app.desktop import Desktop
from frontline.app.player import Player
from frontline.domain.referrals import ReferralState
from frontline.domain.trafficking import AgeProfile
from frontline.errors import BadInputError
from frontline.ui.viewmodels.sending import SendingViewModel

Answers = Mapping[str, object]


class Journey:
    """Each step waits for what it needs on the screen. `shoot(name)` takes a picture."""

    def __init__(
        self,
        desktop: Callable[[], Desktop],
        files: DemoFiles,
        answers: Answers,
        shoot: Callable[[str], None],
    ) -> None:
        self._desktop = desktop
        self.player = Player(lambda: desktop().window)
        self._files = files
        self._answers = answers
        self._shoot = shoot
        # As the outbox last showed them.
        self.states_seen: list[ReferralState] = []

    # Set-up

    def set_up_post(self) -> None:
        self._user(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
        self._shoot("set-up supervisor")
        self.player.click("continue")
        self._user(post.OFFICER, post.OFFICER_PASSPHRASE)
        self.player.click("continue")
        self.player.type("setup-site", post.SITE)
        self.player.choose("setup-country", post.COUNTRY)
        self.player.type("setup-region", post.REGION)
        self._shoot("set-up site")
        self.player.click("continue")
        self.player.click("save-sheet")
        self._shoot("recovery sheet")
        self.player.click("continue")

    def _user(self, name: str, passphrase: str) -> None:
        self.player.type("setup-name", name)
        self.player.type("setup-passphrase", passphrase)
        self.player.type("setup-again", passphrase)

    def sign_in(self, name: str, passphrase: str) -> None:
        self.player.type("sign-in-name", name)
        self.player.type("sign-in-passphrase", passphrase)
        self.player.click("sign-in")
        self.player.wait(lambda: self._desktop().workplace is not None, "an open vault")
        self.player.wait(lambda: self.player.has("outbox"), "the home page")

    def introduce_hub(self) -> None:
        """The supervisor trusts the hub's card and takes out the post's own."""
        self.player.click("bar-gear")
        self.player.click("pick-hub")
        self._shoot("hub fingerprint")
        self.player.click("trust-hub")
        self.player.click("device-card")
        self.player.click("back")

    def lock(self) -> None:
        before = self._desktop()
        self.player.click("bar-lock")
        self.player.wait(lambda: self._desktop() is not before, "a fresh start")

    # Screening

    def rapid_screening(self, person_language: str) -> None:
        self.player.choose("person-language", person_language)
        self._shoot("home")
        self.player.click("start")
        self.player.wait(lambda: self.player.has("finish"), "the checklist")
        for question, answer in self._answers.items():
            if question.startswith("obs_") and answer == "seen":
                self.player.click(f"{question}=seen")
                self.await_saved(f"{question}=seen")
        self.player.click("rest-seen")
        for question in ("age_group", "journey_arranged_by", "knows_plans"):
            role = f"{question}={self._answers[question]}"
            self.player.click(role)
            self.await_saved(role)
        self._shoot("first look")
        self.player.click("finish")
        self.player.wait(lambda: self.player.has("go-on"), "the proposed talk")
        self._shoot("first look finding")

    def await_saved(self, role: str) -> None:
        """Marked on the screen, and durable."""
        self.player.wait(
            lambda: not self.case().is_saving and self.player.is_checked(role), f"{role} saved"
        )

    def case(self) -> CasePages:
        navigator = self._desktop().navigator
        if navigator is None or navigator.case is None:
            raise BadInputError(reason="no-case")
        return navigator.case

    def private_talk(self) -> None:
        self.player.click("go-on")
        self.player.wait(lambda: self.player.has("finish"), "the interview conditions")
        conditions = ("private_now", "interpreter", "language", "interviewer_wish", "informed")
        for question in conditions:
            role = f"{question}={self._answers[question]}"
            self.player.click(role)
            self.await_saved(role)
        self._shoot("interview conditions")
        self.player.click("finish")
        self.player.wait(lambda: self.position() != "", "the first question")
        self._questions()

    def _questions(self) -> None:
        """Answer what the case knows, skip the rest, until the finding."""
        pictures = {"papers_with": "question", "debt": "several answers"}
        while self.player.has("continue"):
            question = self.position()
            answer = self._answers.get(question, "not_asked")
            self.give(question, answer)
            if question in pictures:
                self._shoot(pictures[question])
            if question == "papers_with":
                self._look_at_person_screen()
            self.go_on()

    def go_on(self) -> None:
        """To the next question, or to the finding after the last one."""
        self.player.wait(lambda: self.position() != "", "a question")
        question = self.position()
        self.player.click("continue")
        self.player.wait(
            lambda: (
                self.position() not in ("", question)
                or self.player.has("plan")
                or self.is_offered()
            ),
            f"what comes after {question}",
        )
        if self.is_offered():
            # Help comes before the first question about other people.
            self._shoot("help offered first")
            self.player.click("back")
            self.player.wait(lambda: self.position() != "", "the question again")

    def is_offered(self) -> bool:
        """The plan of help has opened by itself. The finding, which leads to it, has papers too."""
        return self.player.has("papers") and not self.player.has("plan")

    def position(self) -> str:
        """The question on the screen, or "" elsewhere."""
        cards = self._desktop().window.findChildren(QWidget, "question-card")
        # One that was replaced may still wait for its end.
        return next((str(card.property("question")) for card in cards if card.isVisible()), "")

    def give(self, question: str, answer: object) -> None:
        if isinstance(answer, list):
            for code in answer:
                self.player.click(f"{question}={code}")
                self.await_saved(f"{question}={code}")
        elif isinstance(answer, int):
            self.player.type("number", str(answer))
        elif question == "citizenship" and answer not in ("unknown", "declined", "not_asked"):
            self.player.choose("country", str(answer))
        else:
            self.player.click(f"{question}={answer}")
            self.await_saved(f"{question}={answer}")

    def _look_at_person_screen(self) -> None:
        self.player.click("person-screen")
        self._shoot("person's screen")
        self.player.click("back")

    # Afterwards

    def details_plan_and_referral(self) -> None:
        self._shoot("finding")
        self._details()
        self.player.click("plan")
        self.player.wait(lambda: self.player.has("referral"), "the plan")
        for service in ("SHELTER", "LEGAL"):
            if self.player.has(f"{service}=accepted"):
                self.player.click(f"{service}=accepted")
        self.player.click("follow-up")
        self._shoot("plan")
        self.player.click("referral")
        self.player.wait(lambda: self.player.has("queue") or self.player.has("home"), "a preview")
        self._shoot("referral preview")
        self.player.click("queue")
        self.player.wait(lambda: self.player.has("close"), "the queued referral")
        self.player.click("home")

    def _details(self) -> None:
        details = post.PersonDetails()
        self.player.click("identity")
        self.player.type("identity-names", details.names)
        self.player.type("identity-contact", details.contact)
        self.player.type("identity-papers", details.papers)
        self.player.type("identity-notes", details.notes)
        self.player.click("save-identity")
        self._shoot("person's details")
        self.player.click("back")
        self.player.wait(lambda: self.player.has("plan"), "the finding")

    def wait_for_receipts(self, acknowledged: int) -> None:
        """Until the hub's signed receipts name this many referrals."""
        self.player.wait(
            lambda: self.sending().state.counts.acknowledged >= acknowledged,
            f"{acknowledged} receipts",
        )
        self.states_seen = [line.state for line in self.sending().state.lines]

    def show_outbox(self, name: str) -> None:
        self.player.click("outbox")
        self.player.wait(lambda: self.player.has("send"), "the outbox")
        self._shoot(name)
        self.player.click("home")

    def second_referral(self) -> None:
        """A child with an adult who is no relative: referred by the duty to protect."""
        self.player.click("start")
        self.player.wait(lambda: self.player.has("finish"), "the checklist")
        self.player.click("obs_child_unrelated=seen")
        self.await_saved("obs_child_unrelated=seen")
        self.player.click(f"age_group={AgeProfile.CHILD}")
        self.await_saved(f"age_group={AgeProfile.CHILD}")
        self.player.click("finish")
        self.player.click("plan")
        self.player.click("referral")
        self.player.click("queue")
        self.player.wait(lambda: self.player.has("close"), "the queued referral")
        self.player.click("home")

    def looks(self) -> None:
        """Pages that can be opened from anywhere."""
        for role, name, back in (
            ("bar-alert", "immediate danger", "back-from-danger"),
            ("bar-book", "glossary", "back"),
            ("bar-pause", "break", "back-from-break"),
            ("bar-gear", "settings", "back"),
        ):
            self.player.click(role)
            self._shoot(name)
            self.player.click(back)

    def hide(self) -> None:
        before = self._desktop()
        self.player.click("bar-cover")
        self.player.wait(lambda: self._desktop() is not before, "the cover")

    def finding_facts(self) -> dict[str, object]:
        """Band and numbers of the case, from the interview that was just led."""
        finding = self.case().case.state.finding
        if finding is None:
            raise BadInputError(reason="no-finding")
        interview = finding.interview
        own = [item.question for item in interview.instrument.items]
        asked = [q for q in own if interview.values.get(q, "not_asked") != "not_asked"]
        return {
            "band": finding.assessment.finding.band.value,
            "questions_asked": len(asked),
            "questions_total": len(own),
        }

    def sending(self) -> SendingViewModel:
        workplace = self._desktop().workplace
        if workplace is None:
            raise BadInputError(reason="not-signed-in")
        return workplace.sending
