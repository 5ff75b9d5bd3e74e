"""Which practices a programme helps: people's judgements beside the published figures."""
