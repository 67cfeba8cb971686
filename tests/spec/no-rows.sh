mkdir "$T/arch-specs"
cd "$T" && shunt list
