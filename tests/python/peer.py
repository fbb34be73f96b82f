"""The Python side of the tests: runbooks of the package `ntro`, and its own test driver.

    peer.py work ADDRESS QUEUE         a worker with the runbooks below; says `ready` once it can poll
    peer.py drive ADDRESS ID SCENARIO  the package's own driver brings that run to its end; prints the outcome
"""

import asyncio
import json
import os
import sys

# The package decides by this variable, when it is imported, that there is a Temporal.
os.environ.setdefault("TEMPORAL_HOST", sys.argv[2])

from ntro.testing.agent_loop import HarnessAgentLoop
from ntro.testing.scenarios import HAPPY, REJECT_ALL
from ntro.workflow import NtroWorkflow, runbook
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import UnsandboxedWorkflowRunner, Worker


@runbook.defn
class PeerParentWorkflow(NtroWorkflow):
    """Hands its input over to a runbook that other workers run."""

    @runbook.run
    async def run(self, task: dict) -> dict:
        return await self.hand_over(task)

    @runbook.step(name="hand_over", title="Hand over", icon="ArrowRight")
    async def hand_over(self, task: dict) -> dict:
        child_id = f"{runbook.info().workflow_id}:hand_over:{task['slug']}"
        return await runbook.execute_child_workflow(
            task["type"], task["input"], id=child_id, task_queue=task["queue"]
        )


@runbook.defn
class PeerChildWorkflow(NtroWorkflow):
    """Shows what it was started with, and returns the decision as it came."""

    @runbook.run
    async def run(self, shown: dict) -> dict:
        return await self.review(shown)

    @runbook.step(name="review", title="Review", icon="Eye")
    async def review(self, shown: dict) -> dict:
        decision = await self.wait_for_action(payload=shown, reason="Look at it")
        return {"shown": shown, "decision": decision}


async def work(client: Client, queue: str) -> None:
    runbooks = [PeerParentWorkflow, PeerChildWorkflow]
    worker = Worker(client, task_queue=queue, workflows=runbooks, workflow_runner=UnsandboxedWorkflowRunner())
    async with worker:
        print("ready", flush=True)
        await asyncio.Event().wait()


async def drive(client: Client, workflow_id: str, scenario: str) -> None:
    scenarios = {"happy": HAPPY, "reject_all": REJECT_ALL}
    driver = HarnessAgentLoop(client, scenarios[scenario])
    outcome = await driver.drive(client.get_workflow_handle(workflow_id), timeout_s=120)
    print(json.dumps({"status": outcome.status, "result": outcome.result, "error": outcome.error}))


async def main() -> None:
    command, address, *rest = sys.argv[1:]
    client = await Client.connect(address, data_converter=pydantic_data_converter)
    await {"work": work, "drive": drive}[command](client, *rest)


asyncio.run(main())
sys.stdout.flush()
# Not `sys.exit`: threads of the Temporal SDK may still call into an interpreter that shuts down, which aborts it.
os._exit(0)
