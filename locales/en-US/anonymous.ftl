check-identity = the key that seals who asks anonymously
check-identity-none = anonymous questions are not offered: for that set SALON_IDENTITY_KEY, or SALON_IDENTITY_KEY_FILE to a file that holds it; make one with: openssl rand -base64 32
