"""Jobs as pages print them."""

from atelier.work.models import JobState
from atelier.work.presenters import progress
from tests.atelier.work.test_actions import job


def test_running_job_says_its_step_and_how_far_it_is():
    told = progress(job(state=JobState.RUNNING, done=12, total=40, message="Je lis"))

    assert (told["label"], told["text"], told["is_alive"]) == ("Je lis", "12 sur 40", True)


def test_unknown_total_is_not_counted():
    assert progress(job(state=JobState.RUNNING, done=12))["text"] == ""


def test_done_job_leads_where_its_result_says():
    told = progress(job(state=JobState.DONE, result={"url": "/compte", "label": "Voir"}))

    assert (told["next_url"], told["next_label"], told["is_done"]) == ("/compte", "Voir", True)


def test_page_may_choose_where_to_go_next():
    told = progress(job(state=JobState.DONE, result={"url": "/compte"}), next_url="/ailleurs")

    assert told["next_url"] == "/ailleurs"
