use super::*;
use crate::session::Session;
use crate::session::kit::Wish;
use crate::testing::{activity, reader, room_of, room_with};
use crate::workshop::{Do, Over, Policy, VoteKind};

fn written(session: &Session) -> Vec<(String, String)> {
    let kit = Kit::of(session, Wish::default(), &reader());
    let text = |(name, bytes)| (name, String::from_utf8(bytes).expect("text"));
    files(&kit, Manner::default()).into_iter().map(text).collect()
}

fn file(session: &Session, name: &str) -> String {
    let found = written(session).into_iter().find(|(other, _)| other == name);
    found.expect("it is written").1
}

fn every_kind() -> Session {
    let kinds = [VoteKind::Dots, VoteKind::Approval, VoteKind::Score, VoteKind::Ranked];
    let votes = kinds.map(|kind| Do::Vote { over: Over::Areas, kind, dots: None, cap: 2 });
    let others = [
        Do::Gather {},
        Do::Care { supporters: 2 },
        Do::Pot { months: 12 },
        Do::Decide {},
        Do::Promise { first_step: 7, most: 5 },
    ];
    let all = votes.into_iter().chain(others);
    let mut session =
        room_with(all.map(|what| activity(what, Policy::Hidden)).collect()).session().clone();
    for (at, step) in (1..).zip(&mut session.steps) {
        step.script.id = crate::testing::text(&format!("{}-{at}", step.script.id));
    }
    session
}

#[test]
fn a_ballot_reads_as_plain_text() {
    let room = room_of(vec![activity(Do::Care { supporters: 2 }, Policy::Hidden)], &[("Ana", "")]);
    let text = file(room.session(), "ballot-care.txt");
    let (first, second) = text.split_once("\n- - -").expect("it is cut in two");
    assert!(second.contains("\n\nName ____"), "{second}");
    insta::assert_snapshot!(first, @r"
    Ballot: care. Cut apart; one for each who votes, and one to spare.

    Ana                                            care · who cares, who can

    What is the question?

    Ring a number twice for each, “I care” and “I can”: 0 not at all, 1 a
    little, 2 yes, 3 very much. Ring none for no answer, which is not 0.

                                                            I care   I can
    A  Listening                                            0 1 2 3  0 1 2 3
    B  Crisis                                               0 1 2 3  0 1 2 3
    C  Measuring                                            0 1 2 3  0 1 2 3
    D  ___________________________________________________  0 1 2 3  0 1 2 3
    E  ___________________________________________________  0 1 2 3  0 1 2 3

    [ ] I may be named as one who cares.

    The room sees totals. The file keeps your name. The scribe sees your
    sheet.
    ");
}

#[test]
fn a_ranking_and_a_promise_read_as_plain_text() {
    let session = every_kind();
    let text = file(&session, "ballot-vote-4.txt");
    assert!(text.contains("The best first: [ ] [ ] [ ] [ ] [ ]\n"), "{text}");
    assert!(text.contains("A  Listening\nB  Crisis\n"), "{text}");
    let text = file(&session, "promises-promise-9.txt");
    assert!(text.contains("First step, within 7 days ____"), "{text}");
}

#[test]
fn no_line_is_wider_than_a_page_and_no_sheet_is_cut_by_its_end() {
    let mut session = every_kind();
    session.areas[0].name = crate::testing::text(&"Rather long words ".repeat(12));
    session.people[0].name = crate::testing::text(&"Ana María ".repeat(9));
    for (name, text) in written(&session) {
        let Some(stem) = name.strip_suffix(".txt") else { continue };
        assert!(text.lines().all(|line| width_of(line) <= 72), "{name}");
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{name}");
        if stem != "leading" {
            assert!(text.split('\u{c}').all(|page| page.lines().count() <= 58), "{name}");
        }
    }
}

fn width_of(line: &str) -> usize {
    crate::text::width(line.trim_start_matches('\u{c}'))
}

#[test]
fn every_paper_and_every_sheet_stands_on_the_page() {
    let session = every_kind();
    let kit = Kit::of(&session, Wish::default(), &reader());
    let page = file(&session, PAGE);
    assert_eq!(page.matches("<section").count(), kit.papers.len());
    let sheets: usize = kit.papers.iter().map(|paper| paper.sheets.len()).sum();
    assert_eq!(page.matches("<article").count(), sheets);
    for drawn in ["circle", "box", "number", "rule", "ring"] {
        assert!(page.contains(&format!("class=\"{drawn}\"")), "{drawn}");
    }
    assert!(page.contains("<span class=\"name\">Ana</span>"), "{page}");
}

#[test]
fn what_people_wrote_is_on_the_page_as_words() {
    let nasty = "</span><script>x()</script><b onclick='y'>&amp;\"";
    let mut session = every_kind();
    let nasty_text = crate::testing::text(nasty);
    session.title = nasty_text.clone();
    session.areas.iter_mut().for_each(|area| area.name = nasty_text.clone());
    for person in &mut session.people {
        (person.name, person.function) = (nasty_text.clone(), nasty_text.clone());
    }
    for step in &mut session.steps {
        (step.script.title, step.script.prompt) = (nasty_text.clone(), nasty_text.clone());
        step.script.notes = nasty_text.clone();
    }
    let page = file(&session, PAGE);
    for mark in ["<script", "<b", "'y'", "&amp;\""] {
        let found = page.find(mark).map(|at| page[at..].chars().take(40).collect::<String>());
        let ours = found.as_deref().is_some_and(|found| found.starts_with("<body>"));
        assert!(found.is_none() || ours, "{mark}: {found:?}");
    }
    assert!(
        page.contains(
            "&lt;script&gt;x()&lt;/script&gt;&lt;b onclick=&#39;y&#39;&gt;&amp;amp;&quot;"
        )
    );
}
