"""What comes back outside the plan, and when: a rate of costs with tax, on the categories and the nature that it counts."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from aidnum.engine.assess import is_cautioned
from aidnum.engine.cost import keeps
from aidnum.engine.situation import Situation
from aidnum.engine.sums import to_cents
from aidnum.engine.trace import outcome_of
from aidnum.french import euros, percent
from aidnum.model.assessment import Outcome
from aidnum.model.budget import CostLine
from aidnum.model.funding import Costs
from aidnum.model.law import Delay, Recovery
from aidnum.model.plan import Recovered


def recovered(recoveries: Sequence[Recovery], situation: Situation, lines: Sequence[CostLine], day: date) -> list[Recovered]:
    """Each recovery of a day that the applicant may have and that some costs bear, with its amount where it can be computed."""
    found = []
    for recovery in (one for one in recoveries if one.holds_on(day)):
        outcome = Outcome.YES if recovery.when is None else outcome_of(recovery.when, situation)
        bearing = [line for line in lines if _may_bear(recovery.costs or Costs(), line)]
        if outcome is not Outcome.NO and bearing:
            delays = _delays(recovery.delays, situation, day)
            cautions = (recovery.caution, *(delay.caution for delay in delays))
            told = tuple(caution for caution in cautions if caution is not None and is_cautioned(caution, day))
            found.append(_one(recovery, outcome, bearing)._replace(delays=delays, cautions=told))
    return found


def _delays(delays: Sequence[Delay], situation: Situation, day: date) -> tuple[Delay, ...]:
    """The delays that may be the applicant's for what is spent on a day, up to the first that surely is."""
    may_be = []
    for delay in (one for one in delays if one.holds_on(day)):
        outcome = Outcome.YES if delay.when is None else outcome_of(delay.when, situation)
        if outcome is not Outcome.NO:
            may_be.append(delay)
        if outcome is Outcome.YES:
            break
    return tuple(may_be)


def _may_bear(costs: Costs, line: CostLine) -> bool:
    return keeps(costs, line.category) is not False and line.nature in (None, costs.nature or line.nature)


def _one(recovery: Recovery, outcome: Outcome, lines: Sequence[CostLine]) -> Recovered:
    """The low end counts only what is sure: the nature is said, and the category is not uncertain."""
    if any(line.ttc is None for line in lines):
        return Recovered(recovery, outcome, None, None, ("montant non calculé : la TVA de ces coûts n'est pas donnée",))
    costs = recovery.costs or Costs()
    sure = [line for line in lines if keeps(costs, line.category) and (costs.nature is None or line.nature == costs.nature)]
    low, high = (_sum(some) for some in (sure, lines))
    step = f"{percent(recovery.rate)} de {euros(high)} TTC"
    return Recovered(recovery, outcome, to_cents(low * recovery.rate), to_cents(high * recovery.rate), (step,))


def _sum(lines: Sequence[CostLine]) -> Decimal:
    return sum((line.ttc for line in lines if line.ttc is not None), Decimal(0))
