"""What Spanish, French, German and Portuguese call the parts of a report, without articles and accents."""

from incidents.report.reading.roles import Role

FOREIGN_NAMES: dict[Role, str] = {
    Role.TITLE: "titulo | titre | titel",
    Role.SUMMARY: """
        resumen | resumen ejecutivo | resumen incidente | descripcion | introduccion | que paso | que ocurrio
        | resume
        | resume incident | synthese | que s est il passe | ce qui s est passe | contexte | vue ensemble
        | zusammenfassung | uberblick | beschreibung | was ist passiert | kurzfassung | einleitung
        | resumo | resumo incidente | resumo executivo | visao geral | descricao | que aconteceu | introducao
    """,
    Role.DURATION: "duracion | duree | duree incident | dauer | zeitraum | ausfalldauer | duracao",
    Role.START: "inicio | hora inicio | comienzo | debut | heure debut | beginn | anfang",
    Role.END: "fin | hora fin | heure fin | fin incident | ende | fim | hora fim | termino",
    Role.DAY: """
        fecha incidente | fecha deteccion | fecha hora | date incident | date detection | date heure
        | datum vorfalls | datum uhrzeit | data incidente | data deteccao | data hora
    """,
    Role.IMPACT: """
        impacto | impacto usuarios | impacto en usuarios | impacto clientes | impacto en clientes | alcance
        | impact sur utilisateurs | impact sur clients | impact utilisateurs | impact clients | consequences
        | auswirkung | auswirkungen | auswirkungen auf kunden | auswirkungen auf nutzer | folgen
        | impacto nos clientes | impacto nos usuarios
    """,
    Role.SEVERITY: """
        severidad | gravedad | prioridad | gravite | severite | priorite | schweregrad | prioritat
        | severidade | gravidade | prioridade
    """,
    Role.COMPONENTS: """
        componentes | componentes afectados | servicios afectados | sistemas afectados | composants
        | composants touches | services touches | services affectes | services impactes | komponenten
        | betroffene dienste | betroffene systeme | betroffene komponenten
        | servicos afetados | sistemas afetados
    """,
    Role.TIMELINE: """
        cronologia | cronologia eventos | cronologia incidente | linea tiempo | linea temporal | cronograma
        | chronologie | chronologie evenements | chronologie incident | deroulement | deroule
        | zeitverlauf | zeitachse | zeitleiste | ablauf | zeitlicher ablauf | zeitlicher verlauf | verlauf
        | linha tempo | linha tempo eventos
    """,
    Role.MOMENT: "deteccion | escalamiento | escalade | erkennung | eskalation | deteccao | escalonamento",
    Role.CAUSE: """
        causa | causas | causa raiz | causas raiz | causa principal | analisis causa raiz | analise causa raiz
        | cause racine | causes racines | cause profonde | cause premiere | analyse causes | origine
        | ursache | ursachen | grundursache | hauptursache | ursachenanalyse
    """,
    Role.TRIGGER: "desencadenante | detonante | declencheur | element declencheur | ausloser | gatilho",
    Role.CONTRIBUTING: """
        factores contribuyentes | causas contribuyentes | cinco porques | 5 porques
        | facteurs contributifs | facteurs aggravants | cinq pourquoi | 5 pourquoi
        | begunstigende faktoren | beitragende faktoren | mitwirkende ursachen | funf warum | 5 warum
        | fatores contribuintes | fatores contributivos
    """,
    Role.RESOLUTION: """
        resolucion | solucion | recuperacion | mitigacion y resolucion | retablissement | correction
        | behebung | losung | wiederherstellung | fehlerbehebung | entstorung
        | resolucao | solucao | recuperacao | correcao | mitigacao
    """,
    Role.CAUSE_AND_RESOLUTION: """
        causa raiz y resolucion | causa y resolucion | causa raiz y solucion
        | cause racine et resolution | cause et resolution | causes et resolution
        | ursache und behebung | ursache und losung | grundursache und behebung
        | causa raiz e resolucao | causa e resolucao | causa raiz e solucao
    """,
    Role.ACTIONS: """
        acciones | acciones correctivas | acciones preventivas | acciones correctivas y preventivas
        | medidas correctivas | medidas preventivas | medidas correctivas y preventivas | tareas
        | proximos pasos | plan accion | mejoras | acciones seguimiento
        | actions correctives | actions preventives | actions correctives et preventives | mesures correctives
        | mesures preventives | mesures correctives et preventives | plan action | prochaines etapes | taches
        | actions mener | ameliorations
        | massnahmen | korrekturmassnahmen | gegenmassnahmen | vorbeugende massnahmen | folgemassnahmen
        | praventivmassnahmen | korrektur und vorbeugemassnahmen | aufgaben | nachste schritte
        | aktionspunkte | verbesserungen
        | acoes | acoes corretivas | acoes preventivas | acoes corretivas e preventivas | medidas corretivas
        | medidas corretivas e preventivas | tarefas | proximos passos | plano acao | melhorias
    """,
    Role.LESSONS: """
        lecciones | lecciones aprendidas | aprendizajes | lecons | lecons apprises | lecons tirees
        | enseignements
        | lehren | erkenntnisse | was wir gelernt haben | licoes | licoes aprendidas | aprendizados
    """,
    Role.WENT_WELL: """
        que salio bien | que funciono | que fue bien | ce qui bien fonctionne | ce qui s est bien passe
        | points positifs | was gut lief | was lief gut | que deu certo | que correu bem | que funcionou
    """,
    Role.WENT_WRONG: """
        que salio mal | que no funciono | que fue mal | ce qui n pas fonctionne | ce qui s est mal passe
        | points ameliorer | was schlecht lief | was lief schlecht | was nicht gut lief | que deu errado
        | que correu mal | que nao funcionou
    """,
    Role.LUCKY: """
        donde tuvimos suerte | suerte | ou nous avons eu chance | wo wir gluck hatten | gluck
        | onde tivemos sorte | sorte
    """,
    Role.CLOSING: "conclusiones | cierre | fazit | schlusswort | conclusao",
    Role.BYLINE: """
        autor | autores | auteur | auteurs | autorin | verfasser | redige par | fecha | estado | statut
    """,
}

# As HEADING_WORDS of `name_table`, in names without accents.
FOREIGN_HEADING_WORDS: tuple[tuple[str, Role], ...] = (
    (r"\b(?:chronologie|cronologia|linea tiempo|linha tempo|zeitachse|zeitleiste)\b", Role.TIMELINE),
    (r"\b(?:lecciones|lecons|licoes|enseignements|lehren|aprendizajes|aprendizados)\b", Role.LESSONS),
    (r"\b(?:contribuyentes|contributifs|contribuintes)\b", Role.CONTRIBUTING),
    (r"\b(?:causas? raiz|causes? racines?|causes? profondes?|ursachen?|grundursachen?)\b", Role.CAUSE),
    (r"\b(?:impacto?s?|auswirkung(?:en)?)\b", Role.IMPACT),
    (
        (
            r"\b(?:recomendac\w+|recommandations?|empfehlungen|mejoras|melhorias|ameliorations?"
            r"|verbesserungen|acciones|acoes|mesures|medidas|massnahmen|prevencion|prevencao)\b"
        ),
        Role.ACTIONS,
    ),
    (r"\b(?:resolucion|resolucao|solucion|solucao|behebung|retablissement|remediation)\b", Role.RESOLUTION),
    (r"\b(?:resumen|resume|resumo|synthese|zusammenfassung)\b", Role.SUMMARY),
)

ARTICLES = frozenset(
    {
        "a", "al", "as", "d", "da", "das", "de", "del", "dem", "den", "der", "des", "die", "do", "dos", "du",
        "eine", "el", "l", "la", "las", "le", "les", "lo", "los", "o", "os", "um", "uma", "un", "una", "une",
    }
)  # fmt: skip
