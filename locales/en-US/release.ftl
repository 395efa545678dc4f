# From the queue to the post
