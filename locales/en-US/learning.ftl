# Watched marks, self-checks, ratings and the study log
