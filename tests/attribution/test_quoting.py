def test_a_person_presented_before_a_colon_speaks_what_follows(claims_of):
    (claim,) = claims_of("Here is Clinton in May 1992: “We shall have to ask the voters again.”")
    assert (claim.speaker.text, claim.text) == ("Clinton", "“We shall have to ask the voters again.”")


def test_a_message_put_into_a_page_is_its_signers(claims_of):
    (claim,) = [
        c
        for c in claims_of("The port stays shut until the crews are paid. — Jane Moss (@janemoss) May 3, 2018")
        if c.text.startswith("The port")
    ]
    assert (claim.speaker.text, claim.kind) == ("Jane Moss", "direct")


def test_a_past_form_with_an_object_after_an_aside_has_its_subject(claims_of):
    (claim,) = claims_of("Marsh, appearing on Channel 6, called Rowe a liar.")
    assert claim.speaker is not None and claim.speaker.text == "Marsh"
