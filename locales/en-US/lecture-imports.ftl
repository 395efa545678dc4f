# Lists of lectures
