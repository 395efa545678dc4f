# What members find
