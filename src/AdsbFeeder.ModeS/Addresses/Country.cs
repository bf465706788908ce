namespace AdsbFeeder.ModeS;

/// <summary>A country, or an organisation that has addresses like one.</summary>
/// <param name="Code">Two letters of ISO 3166-1; XA for ICAO, XB for NATO, XC for the former Netherlands Antilles.</param>
/// <param name="Name">English name.</param>
public sealed record Country(string Code, string Name)
{
    /// <summary>All that have addresses, by code: from <c>countries.csv</c> of vradarserver/standing-data (CC0).</summary>
    private static readonly Country[] Known =
    [
        new("AE", "United Arab Emirates"), new("AF", "Afghanistan"), new("AG", "Antigua and Barbuda"), new("AL", "Albania"),
        new("AM", "Armenia"), new("AO", "Angola"), new("AR", "Argentina"), new("AT", "Austria"), new("AU", "Australia"),
        new("AW", "Aruba"), new("AZ", "Azerbaijan"), new("BA", "Bosnia and Herzegovina"), new("BB", "Barbados"), new("BD", "Bangladesh"),
        new("BE", "Belgium"), new("BF", "Burkina Faso"), new("BG", "Bulgaria"), new("BH", "Bahrain"), new("BI", "Burundi"),
        new("BJ", "Benin"), new("BM", "Bermuda"), new("BN", "Brunei"), new("BO", "Bolivia"), new("BR", "Brazil"), new("BS", "Bahamas"),
        new("BT", "Bhutan"), new("BW", "Botswana"), new("BY", "Belarus"), new("BZ", "Belize"), new("CA", "Canada"),
        new("CD", "Congo (Kinshasa)"), new("CF", "Central African Republic"), new("CG", "Congo (Brazzaville)"), new("CH", "Switzerland"),
        new("CI", "Côte d'Ivoire"), new("CK", "Cook Islands"), new("CL", "Chile"), new("CM", "Cameroon"), new("CN", "China"),
        new("CO", "Colombia"), new("CR", "Costa Rica"), new("CU", "Cuba"), new("CV", "Cape Verde"), new("CY", "Cyprus"),
        new("CZ", "Czech Republic"), new("DE", "Germany"), new("DJ", "Djibouti"), new("DK", "Denmark"), new("DO", "Dominican Republic"),
        new("DZ", "Algeria"), new("EC", "Ecuador"), new("EE", "Estonia"), new("EG", "Egypt"), new("ER", "Eritrea"), new("ES", "Spain"),
        new("ET", "Ethiopia"), new("FI", "Finland"), new("FJ", "Fiji"), new("FK", "Falkland Islands"), new("FM", "Micronesia"),
        new("FR", "France"), new("GA", "Gabon"), new("GB", "United Kingdom"), new("GD", "Grenada"), new("GE", "Georgia"),
        new("GG", "Guernsey"), new("GH", "Ghana"), new("GM", "Gambia"), new("GN", "Guinea"), new("GQ", "Equatorial Guinea"),
        new("GR", "Greece"), new("GT", "Guatemala"), new("GW", "Guinea-Bissau"), new("GY", "Guyana"), new("HK", "Hong Kong"),
        new("HN", "Honduras"), new("HR", "Croatia"), new("HT", "Haiti"), new("HU", "Hungary"), new("ID", "Indonesia"),
        new("IE", "Ireland"), new("IL", "Israel"), new("IM", "Isle of Man"), new("IN", "India"), new("IQ", "Iraq"), new("IR", "Iran"),
        new("IS", "Iceland"), new("IT", "Italy"), new("JM", "Jamaica"), new("JO", "Jordan"), new("JP", "Japan"), new("KE", "Kenya"),
        new("KG", "Kyrgyzstan"), new("KH", "Cambodia"), new("KI", "Kiribati"), new("KM", "Comoros"), new("KP", "North Korea"),
        new("KR", "South Korea"), new("KW", "Kuwait"), new("KY", "Cayman Islands"), new("KZ", "Kazakhstan"), new("LA", "Laos"),
        new("LB", "Lebanon"), new("LC", "Saint Lucia"), new("LK", "Sri Lanka"), new("LR", "Liberia"), new("LS", "Lesotho"),
        new("LT", "Lithuania"), new("LU", "Luxembourg"), new("LV", "Latvia"), new("LY", "Libya"), new("MA", "Morocco"),
        new("MC", "Monaco"), new("MD", "Moldova"), new("ME", "Montenegro"), new("MG", "Madagascar"), new("MH", "Marshall Islands"),
        new("MK", "Macedonia"), new("ML", "Mali"), new("MM", "Myanmar"), new("MN", "Mongolia"), new("MO", "Macau"),
        new("MR", "Mauritania"), new("MS", "Montserrat"), new("MT", "Malta"), new("MU", "Mauritius"), new("MV", "Maldives"),
        new("MW", "Malawi"), new("MX", "Mexico"), new("MY", "Malaysia"), new("MZ", "Mozambique"), new("NA", "Namibia"),
        new("NE", "Niger"), new("NG", "Nigeria"), new("NI", "Nicaragua"), new("NL", "Netherlands"), new("NO", "Norway"),
        new("NP", "Nepal"), new("NR", "Nauru"), new("NZ", "New Zealand"), new("OM", "Oman"), new("PA", "Panama"), new("PE", "Perú"),
        new("PG", "Papua New Guinea"), new("PH", "Philippines"), new("PK", "Pakistan"), new("PL", "Poland"), new("PT", "Portugal"),
        new("PW", "Palau"), new("PY", "Paraguay"), new("QA", "Qatar"), new("RO", "Romania"), new("RS", "Serbia"), new("RU", "Russia"),
        new("RW", "Rwanda"), new("SA", "Saudi Arabia"), new("SB", "Solomon Islands"), new("SC", "Seychelles"), new("SD", "Sudan"),
        new("SE", "Sweden"), new("SG", "Singapore"), new("SI", "Slovenia"), new("SK", "Slovakia"), new("SL", "Sierra Leone"),
        new("SM", "San Marino"), new("SN", "Senegal"), new("SO", "Somalia"), new("SR", "Suriname"), new("ST", "São Tomé and Principe"),
        new("SV", "El Salvador"), new("SY", "Syria"), new("SZ", "Swaziland"), new("TD", "Chad"), new("TG", "Togo"), new("TH", "Thailand"),
        new("TJ", "Tajikistan"), new("TM", "Turkmenistan"), new("TN", "Tunisia"), new("TO", "Tonga"), new("TR", "Turkey"),
        new("TT", "Trinidad and Tobago"), new("TW", "Taiwan"), new("TZ", "Tanzania"), new("UA", "Ukraine"), new("UG", "Uganda"),
        new("US", "United States"), new("UY", "Uruguay"), new("UZ", "Uzbekistan"), new("VC", "Saint Vincent and the Grenadines"),
        new("VE", "Venezuela"), new("VN", "Viet Nam"), new("VU", "Vanuatu"), new("WS", "Samoa"), new("XA", "ICAO"), new("XB", "NATO"),
        new("XC", "Netherlands Antilles"), new("YE", "Yemen"), new("ZA", "South Africa"), new("ZM", "Zambia"), new("ZW", "Zimbabwe"),
    ];

    /// <summary>The country of a code; null when it has no addresses.</summary>
    public static Country? Of(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length == 2 && char.IsAscii(code[0]) && char.IsAscii(code[1]) ? Of((byte)code[0], (byte)code[1]) : null;
    }

    internal static Country? Of(byte first, byte second)
    {
        int low = 0, high = Known.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var code = Known[middle].Code;
            var order = code[0] != first ? code[0] - first : code[1] - second;
            if (order == 0)
                return Known[middle];
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }
}
