# 視聴済み・確認問題・評価・学習記録
learning-button-watched = 視聴済み
learning-button-mark = 視聴済みにする
learning-button-unmark = 未視聴に戻す
learning-marked = 視聴済みにしました。
learning-unmarked = 未視聴に戻しました。
learning-private = 視聴済みの印は、ご本人だけに表示されます
