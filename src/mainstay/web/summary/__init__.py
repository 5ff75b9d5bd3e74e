"""A programme for those who steer it: numbers that single out no practice."""
