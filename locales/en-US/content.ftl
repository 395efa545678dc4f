# What lectures are made of
