"""Places whose own time people write beside their clock times, such as "Kigali time"."""

_CITIES = {
    "Africa": (
        "Abidjan|Accra|Addis Ababa|Algiers|Cairo|Casablanca|Dakar|Dar es Salaam|Gaborone|Harare|Johannesburg"
        "|Kampala|Khartoum|Kigali|Kinshasa|Lagos|Luanda|Lusaka|Maputo|Nairobi|Tripoli|Tunis|Windhoek"
    ),
    "America": (
        "Bogota|Caracas|Chicago|Denver|Guatemala|Lima|Los Angeles|Mexico City|Montevideo|New York|Panama"
        "|Phoenix|Puerto Rico|Santiago|Sao Paulo|Toronto|Vancouver"
    ),
    "Asia": (
        "Baghdad|Bangkok|Dhaka|Dubai|Hong Kong|Jakarta|Jerusalem|Karachi|Kolkata|Manila|Riyadh|Seoul"
        "|Shanghai|Singapore|Tehran|Tokyo"
    ),
    "Europe": (
        "Amsterdam|Athens|Berlin|Brussels|Bucharest|Dublin|Helsinki|Istanbul|Kyiv|Lisbon|London|Madrid"
        "|Moscow|Oslo|Paris|Prague|Rome|Stockholm|Vienna|Warsaw|Zurich"
    ),
    "Australia": "Adelaide|Brisbane|Melbourne|Perth|Sydney",
    "Pacific": "Auckland|Honolulu",
}
_ALSO = {
    "abuja": "Africa/Lagos",
    "nigeria": "Africa/Lagos",
    "nigerian": "Africa/Lagos",
    "kenya": "Africa/Nairobi",
    "kenyan": "Africa/Nairobi",
    "ethiopia": "Africa/Addis_Ababa",
    "ethiopian": "Africa/Addis_Ababa",
    "egypt": "Africa/Cairo",
    "egyptian": "Africa/Cairo",
    "ghana": "Africa/Accra",
    "ghanaian": "Africa/Accra",
    "morocco": "Africa/Casablanca",
    "moroccan": "Africa/Casablanca",
    "rwanda": "Africa/Kigali",
    "uganda": "Africa/Kampala",
    "south africa": "Africa/Johannesburg",
    "south african": "Africa/Johannesburg",
    "colombia": "America/Bogota",
    "colombian": "America/Bogota",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "mumbai": "Asia/Kolkata",
    "beijing": "Asia/Shanghai",
}

# in small letters: its IANA zone
PLACES = {
    city.lower(): f"{continent}/{city.replace(' ', '_')}"
    for continent, cities in _CITIES.items()
    for city in cities.split("|")
} | _ALSO
