// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/explain.hpp"
#include "normalizers/letters/learned_words.hpp"
#include "normalizers/letters/letter_repair.hpp"
#include "shared_data.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

namespace {

std::string repaired(const std::string& text)
{
    return apply_edits(text, repair_letters(text, shared_data()).edits);
}

} // namespace

TEST_CASE("words of a damaged text come back")
{
    CHECK(repaired("Styret ma ogsa ta stilling til hvordan mgtet skal fglges opp pa varen.\n") ==
          "Styret må også ta stilling til hvordan møtet skal følges opp på våren.\n");
    CHECK(repaired("Det er viktig & informere alle, og @ gjgre det fgr neste mgte.\n") ==
          "Det er viktig å informere alle, og å gjøre det før neste møte.\n");
    CHECK(
        repaired("ARSM@TE I VELFORENINGEN\n\nMgtet ble apnet av lederen, og sakene ble drgftet.\n")
            .starts_with("ÅRSMØTE"));
}

TEST_CASE("Nynorsk comes back as Nynorsk")
{
    CHECK(repaired("Dei skulle gjere arbeidet ferdig fgr mgtet, og det vart ikkje sa darleg som "
                   "nokon frykta.\n") ==
          "Dei skulle gjere arbeidet ferdig før møtet, og det vart ikkje så dårleg som nokon "
          "frykta.\n");
}

TEST_CASE("a page that lost its letters is not taken for Danish")
{
    CHECK(
        repaired("Korpset svarer at de har planer for ? s?ke midler, men at det m? v?re aktivitet "
                 "p? huset.\n"
                 "Speiderne svarer at de har lyst p? telt. Alle er enige i dette.\n"
                 "Turlaget svarer at de har en hytte, og at de har s?kt om ved til vinteren.\n") ==
        "Korpset svarer at de har planer for å søke midler, men at det må være aktivitet på "
        "huset.\n"
        "Speiderne svarer at de har lyst på telt. Alle er enige i dette.\n"
        "Turlaget svarer at de har en hytte, og at de har søkt om ved til vinteren.\n");
}

TEST_CASE("where letters are lost to a sign, whole words are not misread")
{
    CHECK(repaired("M?tet ble ?pnet av lederen. Saken om l?ypene ble dr?ftet p? nytt, og m?tet "
                   "gikk inn for ? s?ke "
                   "st?tte f?r p?ske.\nArstad og Torres fra skolen la fram forslaget om borna. "
                   "R?det f?r saken til h?ring.\n") ==
          "Møtet ble åpnet av lederen. Saken om løypene ble drøftet på nytt, og møtet gikk inn for "
          "å søke "
          "støtte før påske.\nArstad og Torres fra skolen la fram forslaget om borna. Rådet får "
          "saken til høring.\n");
}

TEST_CASE("what meetings speak of is told from what sounds like it")
{
    CHECK(repaired("Det neste mgtet er i juni. Mate med naboene holdes fgr ferien, og pa den maten "
                   "blir alle hgrt.\n") == "Det neste møtet er i juni. Møte med naboene holdes før "
                                           "ferien, og på den måten blir alle hørt.\n");
}

TEST_CASE("sound text stays as it is")
{
    for (const std::string text :
         {"Møtet ble holdt 3. desember på rådhuset. Far og mor var enige om at det var 8 saker "
          "igjen.\n",
          "Dei møttest på skulen, og leiaren la fram forslaget før pause.\n",
          "The developers met in Oslo and agreed to ship a new version of the parser.\n",
          "Mötet hölls på rådhuset och alla var överens om att de skulle fortsätta.\n",
          "Smith & Sønn sendte tilbud på 4 300 kr. Skriv til post@kommune.example eller se "
          "https://kommune.example/a/pa/mgte.\n"}) {
        CHECK(repaired(text) == text);
    }
}

TEST_CASE("what is not language is not touched, even among damage")
{
    const std::string text =
        "Vi ma ogsa se pa /var/log/mgte.log, sak 4/19 og kontakt@fgrde.example fgr mgtet.\n";
    const std::string out = repaired(text);
    CHECK(out.find("/var/log/mgte.log") != std::string::npos);
    CHECK(out.find("4/19") != std::string::npos);
    CHECK(out.find("kontakt@fgrde.example") != std::string::npos);
}

TEST_CASE("lost letters are filled in")
{
    CHECK(
        repaired("Styret m?tte utsette m?tet, og det ble ogs\uFFFD bestemt at vi skal s\uFFFDke om "
                 "st\uFFFDtte.\n") ==
        "Styret måtte utsette møtet, og det ble også bestemt at vi skal søke om støtte.\n");
}

TEST_CASE("proposals are listed and not made")
{
    const std::string text =
        "Styret ma ogsa ta stilling til hvordan mgtet skal fglges opp pa varen.\n";
    const LetterRepairResult all =
        repair_letters(text, shared_data(), {.min_probability = 1.1, .propose_probability = 0.1});
    CHECK_FALSE(all.edits.empty());
    for (const Edit& edit : all.edits) {
        CHECK_FALSE(edit.applied);
    }
    CHECK(apply_edits(text, all.edits) == text);
}

TEST_CASE("the estimate tells damaged from sound")
{
    const DamageEstimate damaged = estimate_damage(
        "Styret ma ogsa ta stilling til hvordan mgtet skal fglges opp pa varen.\n", shared_data());
    CHECK(damaged.damaged > 0.9);
    CHECK(damaged.norwegian > 0.9);
    CHECK(damaged.language == "nb");
    const DamageEstimate sound = estimate_damage(
        "Styret må også ta stilling til hvordan møtet skal følges opp på våren.\n", shared_data());
    CHECK(sound.damaged < 0.1);
    CHECK(sound.readable > 0.9);
    const DamageEstimate garbage =
        estimate_damage("xq!zv kkr;jj wq\"lp zzxv qrtp nmbv hjkq wrtz plkm vbnx.\n", shared_data());
    CHECK(garbage.readable < 0.5);
    CHECK(estimate_damage("", shared_data()) == DamageEstimate{});
}

TEST_CASE("the stream settles every byte once, whatever the blocks")
{
    std::string text;
    for (int i = 0; i < 20000; ++i) {
        text += "Styret ma ogsa ta stilling til hvordan mgtet skal fglges opp pa varen.\n";
    }
    const auto data = load_language_data(built_data());
    for (const std::size_t size : {std::size_t{1000}, std::size_t{777777}}) {
        LetterRepairStream stream(data);
        std::string seen;
        std::string out;
        const auto take = [&](const LetterRepairStream::Piece& piece) {
            CHECK(piece.offset_bytes == seen.size());
            seen += piece.text;
            out += apply_edits(piece.text, piece.result.edits);
        };
        for (std::size_t i = 0; i < text.size(); i += size) {
            take(stream.feed(std::string_view(text).substr(i, size)));
        }
        take(stream.finish());
        CHECK(seen == text);
        CHECK(out.find("mgtet") == std::string::npos);
    }
}

TEST_CASE("an explanation says what was considered and why")
{
    const Explanation explained = explain(
        "mgtet", "Styret ma ogsa ta stilling til hvordan mgtet skal fglges opp.", shared_data());
    CHECK(explained.decision == "applied");
    REQUIRE_FALSE(explained.readings.empty());
    CHECK(explained.readings.front().text == "møtet");
    CHECK(explain("finnes", "ikke her", shared_data()).decision == "left");
}

TEST_CASE("among words in capitals short ones are words, and behind \"Sak\" a digit is a number")
{
    CHECK(repaired("SAK 3 TAKET PA S@PPELHUSET\n\nMgtet drgftet hgstens opplegg.\n") ==
          "SAK 3 TAKET PÅ SØPPELHUSET\n\nMøtet drøftet høstens opplegg.\n");
    const std::string text = repaired("Sak 1 Mgteplan\nSak 2 Hgstens opplegg\nSak 4 Kjgp av bat\n"
                                      "Styret gnsker 4 drgfte mgtet, og 4 kjgpe ny bat.\n");
    CHECK(text.find("Sak 4 Kjøp") != std::string::npos);
    CHECK(text.find("ønsker å drøfte møtet, og å kjøpe") != std::string::npos);
}

TEST_CASE("codes that a document counts by stay, a lone one is read")
{
    const std::string text =
        repaired("P1 Gjenbruk fgr kjgp\nAlle var enige om at dette bgr gjelde.\n"
                 "P2 Data skal deles\nDet kom spgrsmal om personvern.\n"
                 "P4 Skyen fgrst\nMgtet gikk ikke videre.\n");
    CHECK(text.find("P2 Data") != std::string::npos);
    CHECK(text.find("P4 Skyen først") != std::string::npos);
    CHECK(repaired("Styret drgftet saken p4 mgtet fgr sommeren.\n") ==
          "Styret drøftet saken på møtet før sommeren.\n");
}

TEST_CASE("labels, initials and codes of languages stay, even among damage")
{
    CHECK(repaired("a) apning av mgtet\nb) drgfting av hgstens opplegg\n")
              .starts_with("a) åpning av møtet\n"));
    CHECK(repaired("Styret drgftet mgtet med A&A fgr sommeren.\n").find("A&A") !=
          std::string::npos);
    CHECK(repaired("Ordlistene for sme, sma og smj ble drgftet pa mgtet fgr sommeren.\n")
              .find("sme, sma og smj") != std::string::npos);
    // What is joined to words by a hyphen is a code wherever it stands; "små- og" joins nothing.
    CHECK(repaired("Vi gikk gjennom sma-listene pa mgtet fgr sommeren. Korpus for sma:\n")
              .find("sma-listene på møtet før sommeren. Korpus for sma:") != std::string::npos);
    CHECK(repaired("Vi drgftet sma- og mellomstore bedrifter pa mgtet fgr sommeren.\n")
              .find("små- og mellomstore") != std::string::npos);
}

TEST_CASE("a name that a sound document has comes back in a damaged one")
{
    LearnedWords learned;
    learned.collect("Til stede: Ingrid Tverrbøås og Per Lie\n\nIngrid Tverrbøås åpnet møtet.\n",
                    "sunn.txt",
                    shared_data());
    LetterRepairOptions options;
    options.learned = &learned;
    const std::string text =
        "Ingrid Tverrbgas apnet mgtet. Styret drgftet hgstens opplegg fgr neste mgte.\n";
    const LetterRepairResult result = repair_letters(text, shared_data(), options);
    CHECK(apply_edits(text, result.edits).starts_with("Ingrid Tverrbøås åpnet møtet."));
    CHECK(result.edits.front().probability >= 0.9);
    CHECK(result.edits.front().evidence.find("sunn.txt") != std::string::npos);
}

TEST_CASE("a letter lost at the end of a word comes back, a question stays one")
{
    CHECK(repaired("Styret dr?ftet m?tet p? h?sten. M? alle v?re med p? m?tet? Det ble sp?rsm?l.\n")
              .find("møtet på høsten. Må alle være med på møtet? Det") != std::string::npos);
}

TEST_CASE("a letter that left no trace is found in a word that is none")
{
    CHECK(repaired(
              "Sknaden ble behandlet pa mgtet, og styret ma fglge opp ogsa de andre sknadene.\n") ==
          "Søknaden ble behandlet på møtet, og styret må følge opp også de andre søknadene.\n");
}

TEST_CASE("a sign that no sound word has is a letter that went wrong")
{
    CHECK(repaired("M¢tet ble apnet, og HS@ orienterte om st¢tten til kommunens mgter.\n") ==
          "Møtet ble åpnet, og HSØ orienterte om støtten til kommunens møter.\n");
}

TEST_CASE("a word with a lost letter never stays for want of certainty about others")
{
    CHECK(repaired("Vi m\uFFFD f\uFFFDlge opp m\uFFFDtet p\uFFFD torsdag, ogs\uFFFD sk\uFFFDden.\n")
              .starts_with("Vi må følge opp møtet på torsdag, også "));
    CHECK(repaired("Styret m?tte f?lge opp m?tet i v?r, og da ogs? se p? s?knaden.\n") ==
          "Styret måtte følge opp møtet i vår, og da også se på søknaden.\n");
    CHECK(repaired("Styret m?tte f?lge opp m?tet i v?r. Hvem kan hjelpe til? Svar i dag?\n") ==
          "Styret måtte følge opp møtet i vår. Hvem kan hjelpe til? Svar i dag?\n");
}

TEST_CASE("a word keeps the capital that it was read with, but after a small word none")
{
    CHECK(repaired("Saksliste\n\n1. Arsmelding og @konomi for mgtet\n2. @konomi\n"
                   "Lederen foreslo a Apne mgtet, og styret ma @ke stgtten.\n") ==
          "Saksliste\n\n1. Årsmelding og økonomi for møtet\n2. Økonomi\n"
          "Lederen foreslo å åpne møtet, og styret må øke støtten.\n");
    CHECK(repaired("Lederen foreslo a Apne mgtet.\nLegge inn malgruppe, @ke stgtten.\n") ==
          "Lederen foreslo å åpne møtet.\nLegge inn målgruppe, øke støtten.\n");
}

TEST_CASE("a word that is listed is likelier than one put together of parts")
{
    CHECK(repaired("Fellesmgte pa skulen i haust\n\nFellesmate med styret vart halde fgr jol, og "
                   "det var semje om sakene.\n") ==
          "Fellesmøte på skulen i haust\n\nFellesmøte med styret vart halde før jol, og det var "
          "semje om sakene.\n");
}

TEST_CASE("short words in the notes of meetings are told by what stands around them")
{
    CHECK(repaired(
              "Sgknad om driftsmidler var 2013 ble behandlet for sak 4, og styret var enig.\n") ==
          "Søknad om driftsmidler vår 2013 ble behandlet før sak 4, og styret var enig.\n");
}

TEST_CASE("names that no list has come back by how they end")
{
    CHECK(repaired("Mgtet ble holdt pa skolen.\n\nTil stede: Kari Stensgy, Ola Instebg, Jon "
                   "Bergsas og sekretaeren.\n")
              .find("Kari Stensøy, Ola Instebø") != std::string::npos);
}

TEST_CASE("abbreviations in capitals stay, whatever they may be read as")
{
    CHECK(repaired(
              "Mgtet ble holdt pa skolen, og MSR og HSL var til stede. Styret ma fglge opp.\n") ==
          "Møtet ble holdt på skolen, og MSR og HSL var til stede. Styret må følge opp.\n");
}

TEST_CASE("a sign for a lost letter is small inside a sentence, after a name too")
{
    CHECK(repaired("Styret i FAU ?nsker at m?tet blir flyttet, og Kari ?nsker det samme.\n") ==
          "Styret i FAU ønsker at møtet blir flyttet, og Kari ønsker det samme.\n");
}

TEST_CASE("a listed word behind the first of its sentence is small, a name is not")
{
    CHECK(repaired("Styret @nsker svar fgr mgtet pa skolen, og Kari @verby ma fglge opp.\n") ==
          "Styret ønsker svar før møtet på skolen, og Kari Øverby må følge opp.\n");
}
