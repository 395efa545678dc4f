check-identity = 匿名の質問者を封印する鍵
check-identity-none = 匿名での質問は受け付けていません。受け付けるには、「openssl rand -base64 32」で作った鍵を SALON_IDENTITY_KEY に設定するか、鍵のファイルを SALON_IDENTITY_KEY_FILE で指定してください
