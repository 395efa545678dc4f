# Images of a question

## Attaching

image-refused-dicom = Image { $position } is a DICOM file and cannot be used: it holds the patient’s details. Please export it from the viewer as a picture (JPEG or PNG), look that no name, ID or date is burnt in, and attach that.
image-refused-heic = Image { $position } is in HEIC format and cannot be used. Please take a screenshot or convert it to JPEG, and attach that.
image-refused-foreign = Image { $position } is of a kind that cannot be used. JPEG, PNG and WebP can. Please take a screenshot and attach that.
image-refused-broken = Image { $position } could not be opened; the file seems broken. Please take a screenshot and attach that.
image-refused-too-heavy = Image { $position } is too large (at most 8 MB each). Please take a screenshot or make it smaller, and attach that.
image-refused-too-large = Image { $position } has too many pixels (at most 25 million, and 8,000 on a side). Please take a screenshot or make it smaller, and attach that.
image-refused-unavailable = Image { $position } could not be fetched. Your words are kept. Press Edit and submit the form as it is: it is fetched again then. Should it have expired meanwhile, please attach it anew with /ask.
image-refused-many-drafts = You have { $most } drafts with images that are not posted. Please post or discard one of them, and try again.
image-preview =
    { $count ->
        [one] The image was
       *[other] The { $count } images were
    } made anew without location and the like, as attached here. Only once the owner has looked at them are they posted in the thread; the words are posted at once.
    Please look again: is there a name, ID, date, hospital or face in the picture? If so, press Discard, cover it, and start again.

## The card and the thread

image-card = Images
image-card-waiting = { $count } (to be checked)
image-posted = { $count ->
        [one] The image
       *[other] The { $count } images
    } of this question.

## For the owner

cmd-question-images = images
    .description = Shows the images of a question that wait, to let them be shown or not
    .number = number
    .number-description = The question's number (not needed in its thread)
    .example = /question images number:12
image-asked = 🖼️ Question #{ $number } has { $count } { $count ->
        [one] image
       *[other] images
    }, not shown to anybody yet. Please look at what is in { $count ->
        [one] it
       *[other] them
    }.
image-button-look = Look at the images
image-view =
    The images ({ $count }) of question #{ $number } “{ $title }”. Only you can see them.
    Is there anything by which a person can be known: a name, ID, date, hospital, face? If you show them, they are posted in the question’s thread. If not, they are erased, and the asker is told why.
image-button-approve = Show them
image-button-identifying = No: a name or date is visible
image-button-not-needed = No: not needed
image-button-other = No: another reason
image-done-approved = The images of question #{ $number } are approved and will be in its thread in a moment.
image-done-refused = The images of question #{ $number } are erased. The asker is told why.
image-end-approved = 🖼️ The images of question #{ $number } were approved and are shown.
image-end-refused = 🖼️ The images of question #{ $number } are not shown; they were erased.
image-end-erased = 🖼️ Question #{ $number } was erased, and its images with it.
image-end-forgotten = 🖼️ Question #{ $number } has been closed for 7 days: its images, which nobody had approved, were erased.
image-refused-none = No images of question #{ $number } wait to be looked at.
image-refused-over = Question #{ $number } is closed: its images are not shown. Once it is reopened they can be.
setup-images = 🖼️ Images that wait to be looked at: { $numbers }. See /question images.

## What the asker is told

image-notice-identifying = The images of your question #{ $number } “{ $title }” are not shown and were erased, because a name, a date or the like can be seen in them. The question itself stands as it is. If it needs the image, please cover that and attach it to a new question.
image-notice-not-needed = The images of your question #{ $number } “{ $title }” are not shown and were erased: it can be answered without them. The question itself stands as it is.
image-notice-other = The images of your question #{ $number } “{ $title }” are not shown and were erased. The question itself stands as it is. Please ask the owner for the reason.
question-effect-images = the images of question #{ $number }
question-effect-images-asked = the note that images of question #{ $number } wait to be looked at
