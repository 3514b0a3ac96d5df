// SPDX-License-Identifier: Apache-2.0
#include "pipeline/triage/text_shape.hpp"

#include <catch2/catch.hpp>

using namespace saksklar;

namespace {

const std::string sound =
    "Styret møttes på Nordlia skole. Åse Berg åpnet møtet og ønsket alle velkommen. "
    "Sak 4/21 Gjerdet mot elva. Vedtak: Gjerdet males før sommeren, og Per Øyen henter tilbud. "
    "Neste møte er 3. juni klokka 18. Kaffe og kake ble servert i pausen av foreldrene.";

std::string with_every(const std::string& text, const std::string& what, const std::string& by)
{
    std::string out = text;
    for (std::size_t at = 0; (at = out.find(what, at)) != std::string::npos; at += by.size()) {
        out.replace(at, what.size(), by);
    }
    return out;
}

} // namespace

TEST_CASE("sound minutes have a usable shape", "[text_shape]")
{
    const TextShape shape = shape_of(sound);
    CHECK(unusable_because(shape).empty());
    CHECK(shape.norwegian_letters > 0.02);
    CHECK(shape.alien == 0);
}

TEST_CASE("every kind of broken layer is named", "[text_shape]")
{
    std::string shifted;
    for (const char letter : std::string("Styret vedtok at gjerdet skal males i juni av alle")) {
        shifted += static_cast<char>(letter - 29);
    }
    std::string spaced;
    for (const char letter : std::string("styret vedtok at gjerdet skal males")) {
        spaced += letter;
        spaced += ' ';
    }
    CHECK_FALSE(unusable_because(shape_of(shifted)).empty());
    CHECK_FALSE(unusable_because(shape_of(spaced)).empty());
    CHECK_FALSE(unusable_because(shape_of(with_every(sound, " ", "0"))).empty());
    CHECK_FALSE(unusable_because(shape_of(with_every(sound, " ", "$"))).empty());
    CHECK_FALSE(unusable_because(shape_of(with_every(sound, " ", ""))).empty());
    CHECK_FALSE(unusable_because(shape_of("/G12/G7 /G33 /G4/G9/G1 /G12 (cid:31)(cid:2)")).empty());
    CHECK_FALSE(unusable_because(
                    shape_of("styret styret vedtok vedtok gjerdet gjerdet males males juni juni "
                             "kaffe kaffe kake kake pause pause alle alle foreldre foreldre"))
                    .empty());
}

TEST_CASE("letters that are exchanged with signs are no text")
{
    const std::string exchanged = "[-DV:R,- (UKn,:,K 2ld «K:Ux,K f:2«n, n-R0K (K,Ø VD fV«f(K:RR,- "
                                  "Ø,n n,x ,xnK2xR,x V-k:UKD0R #KI8m7A :AH«A66 f-,ØØ,K p,xR,x,";
    CHECK(unusable_because(shape_of(exchanged + " " + exchanged)) ==
          "the text layer holds other letters than the page shows");
    const TextShape sound = shape_of("Møtet gjelder P-plassene, og/eller kl. 10.00 (H2O) d'Arc "
                                     "post@sted.no C++ §§ 3-4, jf. pkt. 2.1.b «Rør ikke»");
    CHECK(sound.odd_inside < 0.15);
    CHECK(unusable_because(sound).empty());
}

TEST_CASE("amounts, codes and addresses are no damage", "[text_shape]")
{
    CHECK(unusable_because(
              shape_of("100 000 kr 250 000 kr 12/21 13/21 4.1 4.2 4.3 NOK 3 000 000 A B C D"))
              .empty());
    CHECK(unusable_because(shape_of("https://eksempel.no/en/lang/adresse/som/er/mye/lengre/enn/"
                                    "noe/vanlig/ord/kan/vaere og litt tekst ved siden av den"))
              .empty());
    CHECK(unusable_because(shape_of("")).empty());
}
