"""Every rule, by family. A new rule is added here, and nowhere else."""

from collections.abc import Callable, Iterator, Mapping

from incidents.report.checks.context import Context
from incidents.report.checks.finding import Finding
from incidents.report.checks.rules.action_without_due import action_without_due
from incidents.report.checks.rules.action_without_owner import action_without_owner
from incidents.report.checks.rules.ampm_slip import ampm_slip
from incidents.report.checks.rules.blaming_word import blaming_word
from incidents.report.checks.rules.cause_without_action import cause_without_action
from incidents.report.checks.rules.component_mismatch import component_mismatch
from incidents.report.checks.rules.component_unmentioned import component_unmentioned
from incidents.report.checks.rules.components_missing import components_missing
from incidents.report.checks.rules.date_contradiction import date_contradiction
from incidents.report.checks.rules.date_missing import date_missing
from incidents.report.checks.rules.detection_missing import detection_missing
from incidents.report.checks.rules.done_date import done_date
from incidents.report.checks.rules.due_before_incident import due_before_incident
from incidents.report.checks.rules.due_passed import due_passed
from incidents.report.checks.rules.duplicate_event import duplicate_event
from incidents.report.checks.rules.duration_mismatch import duration_mismatch
from incidents.report.checks.rules.email_address import email_address
from incidents.report.checks.rules.end_missing import end_missing
from incidents.report.checks.rules.evasion import evasion
from incidents.report.checks.rules.event_outside_window import event_outside_window
from incidents.report.checks.rules.file_path import file_path
from incidents.report.checks.rules.future_time import future_time
from incidents.report.checks.rules.heading_jump import heading_jump
from incidents.report.checks.rules.human_error import human_error
from incidents.report.checks.rules.image_metadata import image_metadata
from incidents.report.checks.rules.image_without_alt import image_without_alt
from incidents.report.checks.rules.impact_unquantified import impact_unquantified
from incidents.report.checks.rules.impossible_date import impossible_date
from incidents.report.checks.rules.internal_host import internal_host
from incidents.report.checks.rules.internal_link import internal_link
from incidents.report.checks.rules.jargon import jargon
from incidents.report.checks.rules.known_name import known_name
from incidents.report.checks.rules.lessons_missing import lessons_missing
from incidents.report.checks.rules.long_sentence import long_sentence
from incidents.report.checks.rules.moments_out_of_order import moments_out_of_order
from incidents.report.checks.rules.no_actions import no_actions
from incidents.report.checks.rules.no_root_cause import no_root_cause
from incidents.report.checks.rules.non_monotonic_timeline import non_monotonic_timeline
from incidents.report.checks.rules.number_mismatch import number_mismatch
from incidents.report.checks.rules.person_as_cause import person_as_cause
from incidents.report.checks.rules.phone_number import phone_number
from incidents.report.checks.rules.placeholder import placeholder
from incidents.report.checks.rules.private_ip import private_ip
from incidents.report.checks.rules.public_notice_missing import public_notice_missing
from incidents.report.checks.rules.reading_grade import reading_grade
from incidents.report.checks.rules.repeated_word import repeated_word
from incidents.report.checks.rules.resolution_missing import resolution_missing
from incidents.report.checks.rules.resolved_before_start import resolved_before_start
from incidents.report.checks.rules.secret_in_text import secret_in_text
from incidents.report.checks.rules.section_required import section_required
from incidents.report.checks.rules.severity_missing import severity_missing
from incidents.report.checks.rules.should_have import should_have
from incidents.report.checks.rules.stack_trace import stack_trace
from incidents.report.checks.rules.start_missing import start_missing
from incidents.report.checks.rules.summary_missing import summary_missing
from incidents.report.checks.rules.summary_timeline_mismatch import summary_timeline_mismatch
from incidents.report.checks.rules.table_without_header import table_without_header
from incidents.report.checks.rules.ticket_id import ticket_id
from incidents.report.checks.rules.time_mismatch import time_mismatch
from incidents.report.checks.rules.time_skipped_by_dst import time_skipped_by_dst
from incidents.report.checks.rules.time_twice_by_dst import time_twice_by_dst
from incidents.report.checks.rules.timeline_gap import timeline_gap
from incidents.report.checks.rules.timeline_missing import timeline_missing
from incidents.report.checks.rules.title_missing import title_missing
from incidents.report.checks.rules.tz_ambiguous import tz_ambiguous
from incidents.report.checks.rules.tz_missing import tz_missing
from incidents.report.checks.rules.tz_wrong_for_season import tz_wrong_for_season
from incidents.report.checks.rules.unexplained_acronym import unexplained_acronym
from incidents.report.checks.rules.unexplained_component import unexplained_component
from incidents.report.checks.rules.vague_action import vague_action
from incidents.report.checks.rules.vague_count import vague_count
from incidents.report.checks.rules.vague_link import vague_link
from incidents.report.checks.rules.wall_of_text import wall_of_text
from incidents.report.checks.rules.weekday_mismatch import weekday_mismatch
from incidents.report.value import Report

Rule = Callable[[Report, Context], Iterator[Finding]]

FAMILIES: Mapping[str, tuple[Rule, ...]] = {
    "consistency": (
        impossible_date,
        date_contradiction,
        date_missing,
        non_monotonic_timeline,
        ampm_slip,
        duration_mismatch,
        summary_timeline_mismatch,
        resolved_before_start,
        tz_missing,
        tz_ambiguous,
        tz_wrong_for_season,
        no_actions,
        action_without_owner,
        action_without_due,
        cause_without_action,
        no_root_cause,
        impact_unquantified,
        timeline_gap,
        number_mismatch,
        time_mismatch,
        component_mismatch,
        component_unmentioned,
    ),
    "leaks": (
        secret_in_text,
        private_ip,
        internal_host,
        email_address,
        phone_number,
        known_name,
        ticket_id,
        stack_trace,
        file_path,
        internal_link,
        image_metadata,
    ),
    "accessibility": (
        image_without_alt,
        vague_link,
        heading_jump,
        table_without_header,
    ),
    "time": (
        time_skipped_by_dst,
        time_twice_by_dst,
        moments_out_of_order,
        future_time,
        event_outside_window,
        duplicate_event,
        weekday_mismatch,
        due_passed,
        due_before_incident,
        done_date,
    ),
    "completeness": (
        title_missing,
        summary_missing,
        severity_missing,
        components_missing,
        start_missing,
        detection_missing,
        public_notice_missing,
        end_missing,
        timeline_missing,
        resolution_missing,
        lessons_missing,
        section_required,
        placeholder,
    ),
    "blamelessness": (
        human_error,
        person_as_cause,
        should_have,
        blaming_word,
    ),
    "clarity": (
        evasion,
        vague_count,
        vague_action,
        unexplained_acronym,
        jargon,
        unexplained_component,
        wall_of_text,
        long_sentence,
        reading_grade,
        repeated_word,
    ),
}
