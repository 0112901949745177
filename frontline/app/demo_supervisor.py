"""What the supervisor does in the demo's journey: review, and carry on a stick."""

from __future__ import annotations

from frontline.app.demo_journey import Journey


class WholeJourney(Journey):
    """With the steps of the officer and those of the supervisor."""

    def review(self) -> None:
        """The supervisor looks at each referral, approves it, and lets all of them go."""
        self.player.click("review")
        self.player.wait(lambda: bool(self.player.roles("look-")), "a referral to look at")
        self._shoot("review desk")
        while waiting := self.player.roles("look-"):
            self._approve(waiting[0])
        self.player.click("leaving")
        self.player.wait(lambda: bool(self.player.roles("release")), "what leaves")
        self._shoot("what leaves next")
        self.player.click("release")
        self.player.wait(lambda: not self.player.has("release"), "what was let go")
        self.player.click("back")
        self.player.click("home")

    def _approve(self, look: str) -> None:
        self.player.click(look)
        self.player.wait(lambda: self.player.has("approve"), "the referral")
        self._shoot("referral to review")
        self.player.click("approve")
        self.player.wait(
            lambda: self.player.has("leaving") and not self.player.has(look), "the desk again"
        )

    def export(self) -> None:
        """The supervisor looks through what leaves, writes every open bundle to the stick, and
        reads what lies there."""
        self.player.click("outbox")
        self.player.click("export")
        self.player.click("same-hub")
        self._shoot("what leaves by stick")
        before = self.sending().state
        self.player.click("write")
        self.player.wait(
            lambda: (
                self.sending().state.last_success is not None
                and self.sending().state.last_success != before.last_success
            ),
            "the stick",
        )
        self.player.click("back")
        self.player.click("home")
