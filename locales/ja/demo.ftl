demo-ready = デモを始めました。ブラウザで { $url } を開いてください（Ctrl-C で終了します）。
