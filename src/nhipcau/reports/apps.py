from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports hang on obligations: each report duty gets its form, and the work list hears how far reports are."""

    name = "nhipcau.reports"
    label = "reports"

    def ready(self) -> None:
        from nhipcau.obligations import progress
        from nhipcau.obligations.signals import obligation_confirmed
        from nhipcau.organisations.reorganising import consequences, wording
        from nhipcau.reports import known_figures, succeeding
        from nhipcau.reports.queries import below, own_earlier
        from nhipcau.reports.queries.standings import progress_of
        from nhipcau.reports.signals import give_the_form

        consequences.register("targets", succeeding.Targets())
        wording.register_words(
            {"targets_carried": "chỉ tiêu chuyển sang đơn vị kế thừa", "targets_left_open": "chỉ tiêu chờ quyết định"}
        )
        progress.register(progress_of)
        known_figures.register(below.consolidated_below)
        known_figures.register_opener(below.PREFIX, below.open_consolidation)
        known_figures.register(own_earlier.own_earlier)
        known_figures.register_opener(own_earlier.PREFIX, own_earlier.open_report)
        known_figures.register_opener("table", below.open_table)
        obligation_confirmed.connect(give_the_form, dispatch_uid="nhipcau.reports.form")
