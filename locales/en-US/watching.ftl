# Watching
