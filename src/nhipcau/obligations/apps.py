from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "nhipcau.obligations"
    label = "obligations"

    def ready(self) -> None:
        """Propose duties when a document is registered; open occurrences every night."""
        from nhipcau import jobs
        from nhipcau.documents import panels, search
        from nhipcau.documents.signals import document_registered
        from nhipcau.obligations import hearing, succeeding
        from nhipcau.obligations.queries.duties import duties_of, find_duties
        from nhipcau.organisations.reorganising import consequences, loading, wording

        consequences.register("duties", succeeding.Duties())
        loading.register_receivers(succeeding.receivers)
        wording.register_words({"duties_left_open": "nhiệm vụ không còn nơi nhận, chờ quyết định"})
        document_registered.connect(hearing.propose_duties, dispatch_uid="obligations.propose")
        panels.register("duties", "obligations/_of_document.html", duties_of)
        search.register_source("duties", "Nhiệm vụ", find_duties)
        jobs.schedule("open-occurrences", "nhipcau.obligations.jobs.open_today", "5 0 * * *")
