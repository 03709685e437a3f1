# The supervisor's review: evidence, comments, trends, report and export.
imr_test(apps.review_evidence review_evidence.c imr-supervisor-app test-supervisor-help
         test-fake-disk)
imr_test(apps.review_comments review_comments.c imr-supervisor-app test-supervisor-help
         test-fake-disk)
imr_test(apps.review_report review_report.c imr-supervisor-app test-supervisor-help
         test-fake-disk)
imr_test(apps.c43_exports review_exports.c imr-supervisor-app test-supervisor-help test-fake-disk)
