// SPDX-License-Identifier: Apache-2.0
#include "unit/charset/invented_text.hpp"

#include "normalizers/charset/code_points.hpp"
#include "normalizers/charset/word_judge.hpp"

#include <cstddef>
#include <memory>
#include <set>
#include <string>

namespace saksklar::test {

std::string_view invented_minutes()
{
    return "Referat fra årsmøte i Fjellrype velforening\n"
           "Møtet ble åpnet kl. 18 på Øvre Måseskar grendehus av styreleder Pål Tjørnvåg.\n"
           "Til stede: Åse Kvernhaugen, Bjørg Nøstdal, Sæbjørn Flåtten og Håkon Ærfugl.\n"
           "\n"
           "Sak 1/08 Godkjenning av innkalling og dagsorden\n"
           "Det ble spurt om hvorfor innkallingen kom så sent. Sekretæren beklaget; både "
           "skriveren\n"
           "og bilen stod. Innkallingen ble enstemmig godkjent, og dagsordenen like så.\n"
           "\n"
           "Sak 2/08 Årsberetning og regnskap\n"
           "Kassereren la fram regnskapet. Overskuddet ble på 4 250 kroner, noe mindre enn året "
           "før.\n"
           "Revisor hadde ingen anmerkninger. Det er brukt for mye på brøyting, mente Nøstdal, "
           "som\n"
           "ønsket å få inn flere tilbud før neste sesong. Forslaget fikk sju stemmer mot én.\n"
           "Vedtak: Årsberetningen og regnskapet godkjennes. Styret får i oppgave å hente inn to\n"
           "tilbud på brøyting av veien mellom Måseskar og Svartevatnet.\n"
           "\n"
           "Sak 3/08 Gjerdet rundt lekeplassen\n"
           "Gjerdet er råttent og må skiftes. Flåtten kjenner en smed som kan gjøre det rimelig.\n"
           "Ærfugl minnet om at søknaden om tilskudd går ut første mai, og at kommunen sjelden "
           "sier\n"
           "ja to år på rad. Det var også spørsmål om hvem som står ansvarlig når barna klatrer "
           "over.\n"
           "Vedtak: Styret søker om støtte, og bestiller gjerdet når svaret foreligger.\n"
           "\n"
           "Sak 4/08 Vedtektsendring\n"
           "Paragraf fire endres slik at årsmøtet kan holdes når som helst før påske. Mæland "
           "ville\n"
           "vite om det gjaldt allerede i år. Det gjør det ikke; først neste årsmøte følger ny "
           "regel.\n"
           "\n"
           "Møtebok for Tussefjord mållag\n"
           "Møtet vart halde på Rådhuset i Ålvundå, onsdag kveld. Leiaren ynskte velkomen og las "
           "opp\n"
           "møteboka frå førre møte. Ho vart godkjend utan merknader.\n"
           "\n"
           "Sak 12 Høyring om skulebruksplanen\n"
           "Laget har fått planen på høyring. Fleire tok ordet og meinte at skulen på Øvrebø må "
           "få\n"
           "stå. Vegen over fjellet er stengd kvar vår, og dei minste kan ikkje sitje så lenge i "
           "buss.\n"
           "Det vart òg peika på at elevtalet aukar att. Røysting: samrøystes vedteke å be "
           "kommunen\n"
           "sjå på saka på nytt før ho går til kommunestyret.\n"
           "\n"
           "Sak 13 Årsmelding\n"
           "Årsmeldinga vart gjennomgått side for side. Nokre skrivefeil skal rettast. Elles var "
           "ho\n"
           "grei, og skrivaren fekk takk for strevet. Møtet slutta klokka ni, og det vart kaffi "
           "og\n"
           "lefse til dei som hadde tid. Neste møte er sett til tysdag etter påske.\n"
           "EVENTUELT: Åse tok opp støyen frå skytebana. ØKONOMIEN vart ikkje drøfta.\n";
}

IsWord invented_lexicon()
{
    auto words = std::make_shared<std::set<std::string, std::less<>>>();
    std::set<std::string> all;
    std::string word;
    for (const char32_t value : to_code_points(invented_minutes())) {
        if (is_letter(value)) {
            utf8::append(word, lower(value));
        } else if (!word.empty()) {
            all.insert(word);
            word.clear();
        }
    }
    std::size_t count = 0;
    for (const std::string& known : all) {
        if (++count % 5 != 0) {
            words->insert(known);
        }
    }
    return [words](std::string_view asked) { return words->contains(asked); };
}

} // namespace saksklar::test
