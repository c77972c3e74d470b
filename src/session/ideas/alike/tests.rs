//! Which ideas are found to look alike, and what is said of it.

use super::*;
use crate::session::Kind;
use crate::testing::text;

fn ideas(texts: &[&str]) -> Vec<Shared<Idea>> {
    let idea = |(place, words): (usize, &&str)| Idea::new(id(place + 1), text(words)).into();
    texts.iter().enumerate().map(idea).collect()
}

fn id(place: usize) -> Id {
    Id::nth(Kind::Idea, 3, place - 1)
}

fn among(texts: &[&str]) -> Likeness {
    Likeness::among(&ideas(texts), &[])
}

fn told(texts: &[&str]) -> Vec<String> {
    let likeness = among(texts);
    let told = |(one, other): &(usize, usize)| {
        let reason = likeness.reason(*one, *other).expect("a pair has a reason");
        format!("{} {} {reason}", one + 1, other + 1)
    };
    likeness.pairs().iter().map(told).collect()
}

#[test]
fn case_order_plurals_and_little_words_do_not_tell_two_ideas_apart() {
    let pairs = told(&["Answer the customers!", "A bus", "customer: ANSWER", "The buses"]);
    assert_eq!(pairs, ["1 3 the same words"]);
    assert_eq!(told(&["One story a month", "Stories, every month"]).len(), 1);
}

#[test]
fn the_reason_names_the_words_and_how_many() {
    let pairs = told(&["First answer within one day", "First answer within a working day"]);
    assert_eq!(pairs, ["1 2 4 of 5 words: answer, day, first, within"]);
}

#[test]
fn one_word_in_common_is_not_alike_and_neither_is_nothing() {
    assert!(told(&["Answer faster", "Answer kindly", "", "the", "…", "of the"]).is_empty());
    assert!(
        told(&["Weekly digest for sales", "Weekly digest, read by all, kept by legal"]).is_empty()
    );
}

#[test]
fn words_of_other_scripts_count_too() {
    assert_eq!(told(&["Ответить клиенту", "клиенту ответить"]).len(), 1);
}

#[test]
fn looking_up_rare_words_finds_what_comparing_all_pairs_finds() {
    let words = ["answer", "day", "digest", "legal", "story", "tool", "week"];
    let sentence = |number: usize| {
        let chosen = words.iter().enumerate().filter(|(bit, _)| number >> bit & 1 == 1);
        chosen.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
    };
    let sentences: Vec<String> = (0..128).map(sentence).collect();
    let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
    let lexicon = Lexicon::of(&sentences);
    let quick = lexicon.pairs(usize::MAX, |_| false);
    let mut slow = BTreeSet::new();
    for (place, one) in sentences.iter().enumerate() {
        for (beyond, other) in sentences.iter().enumerate().skip(place + 1) {
            let said = |text: &str| -> BTreeSet<String> {
                let keys = spelling::words(text).map(spelling::key);
                keys.filter(|key| !LITTLE.contains(&key.as_str())).collect()
            };
            let (one_says, other_says) = (said(one), said(other));
            let shared = one_says.intersection(&other_says).count();
            let all = one_says.union(&other_says).count();
            let all_is_shared = shared == all && shared > 0;
            if all_is_shared || (shared >= 2 && shared * 5 >= all * 3) {
                slow.insert((place, beyond));
            }
        }
    }
    assert_eq!(quick, slow);
}

#[test]
fn one_idea_finds_its_like() {
    let likeness = among(&["Weekly digest", "Nothing", "digest (weekly)"]);
    assert_eq!(likeness.partner(1), None);
    assert_eq!(likeness.partner(2), Some((0, "the same words".into())));
}

#[test]
fn accents_and_a_slip_of_the_hand_do_not_tell_two_ideas_apart() {
    assert_eq!(told(&["Café for neighbours", "A cafe, for NEIGHBOURS"]), ["1 2 the same words"]);
    assert_eq!(
        told(&["Answer customers faster", "answer custmers faster"]),
        ["1 2 “customers” is almost “custmers”"]
    );
    assert_eq!(
        told(&["Answer every customer within one day", "Anwser customers within a working day"]),
        ["1 2 4 of 5 words: customer, day, within, “answer” is almost “anwser”"]
    );
}

#[test]
fn two_ways_of_writing_words_together_are_alike() {
    assert_eq!(told(&["E-mail answers", "Email answers"]), ["1 2 the same letters"]);
    assert!(told(&["x-y", "xy"]).is_empty(), "so few letters say nothing");
}

#[test]
fn what_the_room_said_is_not_the_same_is_no_pair_any_more() {
    let ideas = ideas(&["Weekly digest", "digest, weekly", "a weekly digest"]);
    let apart = [(id(2), id(1)), (id(1), id(9))];
    let likeness = Likeness::among(&ideas, &apart);
    assert_eq!(likeness.pairs(), [(0, 2), (1, 2)]);
    assert_eq!(likeness.partner(0).map(|(other, _)| other), Some(2));
}

#[test]
fn a_list_of_near_copies_is_not_counted_to_its_end() {
    let texts: Vec<String> = (0..60).map(|n| format!("people wait too long, case {n}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(among(&texts).pairs().len(), COUNTED);
}

#[test]
fn pairs_that_are_not_asked_for_take_no_room_from_the_others() {
    let texts = ["Weekly digest", "digest, weekly", "Digest weekly!"];
    let likeness = Likeness::across(&texts, |pair| pair == (0, 1));
    assert_eq!(likeness.pairs(), [(0, 2), (1, 2)]);
    assert_eq!(likeness.reason(0, 2).as_deref(), Some("the same words"));
}
