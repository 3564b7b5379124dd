"""Taking stock, for programs."""

from ninja import Router

from howff.assessments.api import answering, results, rounds

router = Router()
for part in (rounds, answering, results):
    router.add_router("", part.router)
