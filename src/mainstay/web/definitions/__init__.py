"""What each measure, criterion and word means."""
