"""Taking stock, for programs."""

from ninja import Router

from howff.assessments.api import across, answering, journey, results, rounds, workshops

router = Router()
for part in (rounds, answering, results, workshops, journey, across):
    router.add_router("", part.router)
