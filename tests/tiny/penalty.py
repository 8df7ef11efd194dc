"""A course's own penalty for lateness: so much for each day that has passed."""

from __future__ import annotations

from nbgrader.plugins import LateSubmissionPlugin

A_DAY = 1.75


class ByTheDay(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return A_DAY * (total_seconds_late // 86_400)
