demo-ready = The demo is running: open { $url } in a browser (Ctrl-C ends it).
